namespace Headgate.WebConsole.Calls;

/// <summary>What came of a call of a page.</summary>
/// <typeparam name="T">What is asked for.</typeparam>
/// <param name="Data">What was answered; null where the call was not done.</param>
/// <param name="Total">Of a page of a list: how many there are on all pages.</param>
/// <param name="Fault">Why it was not done; null where it was.</param>
public sealed record Reply<T>(T? Data, long Total, Fault? Fault)
    where T : class;
