namespace Headgate.Gate.Decisions;

/// <summary>What the number of a place is the id of, and whether a rule covers the place or something inside of it.</summary>
internal enum PlaceKind
{
    Project,
    Environment,
    Job,
    TouchedProject,
    TouchedEnvironment,
}
