namespace Headgate.Gate.Journal.Checking;

/// <summary>A witness outside of the journal's folders that knows the journal as it is.</summary>
/// <param name="Name">What a person calls it.</param>
/// <param name="UpTo">The newest record that it vouches for.</param>
public sealed record AgreeingWitness(string Name, RecordPoint UpTo);
