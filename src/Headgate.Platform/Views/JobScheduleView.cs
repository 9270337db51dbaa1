using System.Text.Json.Serialization;

namespace Headgate.Platform.Views;

/// <summary>A job's schedule: what was asked for, and the cron text that it comes to.</summary>
internal sealed record JobScheduleView(string Cron, JobScheduleDateView Date, JobScheduleTimeView Time);

/// <summary>On which days; parts that the type does not have are left out.</summary>
internal sealed record JobScheduleDateView(
    string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? Days,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Cron
);

/// <summary>At which hours; parts that the type does not have are left out.</summary>
internal sealed record JobScheduleTimeView(
    string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Interval,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? Hours
);
