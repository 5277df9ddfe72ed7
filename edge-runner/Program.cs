Console.WriteLine("Arbit");
