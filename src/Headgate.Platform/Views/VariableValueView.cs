namespace Headgate.Platform.Views;

/// <summary>A value where it stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Value">What is shown of it.</param>
internal sealed record VariableValueView(long Id, string Value);
