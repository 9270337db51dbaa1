using Headgate.Metrics.Time;

namespace Headgate.Metrics.Semantics;

/// <summary>A column of a semantic model by which metrics can be grouped.</summary>
/// <param name="Name">The name.</param>
/// <param name="Expression">The project's SQL for it.</param>
/// <param name="Unit">How finely it is told, if it is a time; null for a category.</param>
/// <param name="Validity">Whether it begins or ends the span in which a row holds.</param>
/// <param name="IsPartition">Whether the table is cut by it, so that joins to tables cut by the same go by it too.</param>
/// <param name="Description">What the project says of it.</param>
internal sealed record Dimension(
    string Name,
    string Expression,
    TimeUnit? Unit,
    ValidityEdge Validity,
    bool IsPartition,
    string? Description
);
