namespace Headgate.Platform.Views;

/// <summary>One variable of a list that was made.</summary>
/// <param name="Status"><c>success</c>.</param>
/// <param name="StatusCode">Its own status.</param>
/// <param name="KeyName">The variable.</param>
/// <param name="Data">What was made.</param>
internal sealed record VariableCreatedView(string Status, int StatusCode, string KeyName, VariablesChangedView Data);
