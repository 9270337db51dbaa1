namespace Headgate.Attacks.Tests.Doors;

/// <summary>What came back through a door.</summary>
/// <param name="Status">The status, as HTTP has it.</param>
/// <param name="Message">The refusal in words; empty where it was done.</param>
public sealed record DoorAnswer(int Status, string Message);
