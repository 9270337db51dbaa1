Console.Error.WriteLine("headgate: no command yet");
return 2;
