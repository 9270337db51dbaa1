namespace Headgate.Metrics.Semantics;

/// <summary>What a project says about its metrics does not hold together.</summary>
/// <param name="message">What is wrong, and where.</param>
/// <param name="innerException">What it was found by, if something else failed.</param>
public sealed class InvalidSemanticManifestException(string message, Exception? innerException = null) : Exception(message, innerException);
