namespace Headgate.Store.Opening;

/// <summary>Why the store cannot be used, in one line for a person.</summary>
/// <param name="Message">What is wrong with which file, and what to do.</param>
public sealed record StoreFault(string Message);
