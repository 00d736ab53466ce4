using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("browser")]

// The page calls DigitReader.Read when there is something to read, and nothing runs before.
return;
