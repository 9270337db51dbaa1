namespace Headgate.Dbt.Project;

/// <summary>Something that dbt warns of.</summary>
/// <param name="Event">dbt's name of the event, by which <c>--warn-error-options</c> selects it.</param>
/// <param name="Message">Text as dbt prints it after <c>[WARNING]: </c>.</param>
internal sealed record DbtWarning(string Event, string Message)
{
    /// <summary>Is it told with the word WARNING before it? What templates warn of is told as they say it.</summary>
    public bool ShowsTag { get; init; } = true;

    /// <summary>Is it a remark that no option makes a failure?</summary>
    public bool IsNote { get; init; }

    /// <summary>Deprecations are told once each and counted in a summary.</summary>
    public bool IsDeprecation { get; init; }

    /// <summary>Whether the line names the event: <c>[WARNING][Event]: </c>.</summary>
    public bool ShowsEvent { get; init; }
}
