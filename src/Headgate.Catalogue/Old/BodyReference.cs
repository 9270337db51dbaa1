namespace Headgate.Catalogue;

/// <summary>
/// A body field that holds the id of another thing. It is looked up and judged before the operation is done, so that nobody
/// reaches through an argument what the path would refuse.
/// </summary>
/// <param name="Field">The name in the body, such as <c>environment_id</c>.</param>
/// <param name="Kind">What it names.</param>
public sealed record BodyReference(string Field, TargetKind Kind);
