"""What Maraude does for people, one folder per thing a youth worker would call by one name."""
