namespace Headgate.Platform.Views;

/// <summary>One variable of a list that was refused, and the list with it.</summary>
/// <param name="Status"><c>fail</c>.</param>
/// <param name="StatusCode">Its own status.</param>
/// <param name="KeyName">The variable.</param>
/// <param name="Reason">The key and what is wrong with it.</param>
internal sealed record VariableRefusedView(string Status, int StatusCode, string KeyName, string Reason);
