namespace Headgate.Catalogue;

/// <summary>Where a field is sent, as the beginning of its declaration: <c>In.Query.Id("project_id", "Jobs of one project.")</c>.</summary>
public static class In
{
    /// <summary>Fields of the query string.</summary>
    public static FieldMaker Query { get; } = new(FieldPlace.Query);

    /// <summary>Fields of the body.</summary>
    public static FieldMaker Body { get; } = new(FieldPlace.Body);
}
