namespace Headgate.Gate.Journal;

/// <summary>How far a record must have come before its writer goes on.</summary>
public enum Durability
{
    /// <summary>Handed to the operating system: survives the death of the process.</summary>
    Written,

    /// <summary>On the disk: survives the loss of power.</summary>
    Synced,
}
