namespace Headgate.WebConsole;

/// <summary>What the console is started with.</summary>
/// <param name="PublicUrl">The address that the server is reached by.</param>
public sealed record ConsoleSettings(string PublicUrl);
