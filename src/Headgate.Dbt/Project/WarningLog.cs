namespace Headgate.Dbt.Project;

/// <summary>Collects warnings in order; a listener may print each, or turn it into an error by throwing.</summary>
internal sealed class WarningLog(Action<DbtWarning>? listener = null)
{
    private readonly Lock _gate = new();
    private readonly List<DbtWarning> _warnings = [];

    /// <summary>All warnings so far.</summary>
    public IReadOnlyList<DbtWarning> Warnings => _warnings;

    /// <summary>Adds a warning and tells the listener.</summary>
    public void Add(DbtWarning warning)
    {
        lock (_gate)
        {
            _warnings.Add(warning);
            listener?.Invoke(warning);
        }
    }

    /// <summary>Adds a warning of an event.</summary>
    public void Add(string @event, string message) => Add(new DbtWarning(@event, message));

    /// <summary>Adds a remark.</summary>
    public void Note(string message) => Add(new DbtWarning("Note", message) { IsNote = true, ShowsTag = false });

    /// <summary>Adds what a template warns of: <c>exceptions.warn()</c>.</summary>
    public void AddOfTemplate(string message) => Add(new DbtWarning("JinjaLogWarning", message) { ShowsTag = false });

    /// <summary>Adds a deprecation.</summary>
    public void Deprecate(string @event, string message, bool showsEvent = true) =>
        Add(new DbtWarning(@event, message) { IsDeprecation = true, ShowsEvent = showsEvent });
}
