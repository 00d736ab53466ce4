namespace System.Runtime.CompilerServices;

/// <summary>What the compiler marks <c>init</c> with, of which it asks for the name only. .NET Standard 2.0 does not have it.</summary>
internal static class IsExternalInit;
