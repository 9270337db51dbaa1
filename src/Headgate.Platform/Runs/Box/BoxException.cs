namespace Headgate.Platform.Runs.Box;

/// <summary>The box cannot be had, or ended a step; the message says why in one sentence and names the layer.</summary>
internal sealed class BoxException(string message) : Exception(message);
