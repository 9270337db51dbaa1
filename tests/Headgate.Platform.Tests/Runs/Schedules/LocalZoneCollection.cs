namespace Headgate.Platform.Tests.Runs.Schedules;

/// <summary>Tests that change the zone of the process, beside which no other runs.</summary>
[CollectionDefinition(nameof(LocalZoneCollection), DisableParallelization = true)]
public sealed class LocalZoneCollection;
