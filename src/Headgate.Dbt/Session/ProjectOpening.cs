using Headgate.Dbt.Adapters;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Console;
using Headgate.Dbt.Parsing;
using Headgate.Dbt.Parsing.Kept;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Session;

/// <summary>A call's project, loaded and not yet parsed.</summary>
internal sealed class ProjectOpening : IDisposable
{
    private readonly Invocation _invocation;
    private readonly KeptParser _parser;
    private readonly KeptFile? _kept;
    private IAdapter? _adapter;

    private ProjectOpening(Invocation invocation, LoadedProject project, IAdapter adapter)
    {
        _invocation = invocation;
        _adapter = adapter;
        Project = project;
        _parser = new KeptParser(project, adapter, invocation.Warnings, invocation.Options.Get(GlobalOptions.PartialParse));
        _kept = _parser.Find();
    }

    /// <summary>The project with its packages and its target.</summary>
    public LoadedProject Project { get; }

    /// <summary>Loads the project of a call.</summary>
    /// <exception cref="DbtException">The project, its profile or its packages are not as they must be.</exception>
    public static ProjectOpening Begin(Invocation invocation)
    {
        var project = invocation.LoadProject();
        var adapter = AdapterFactory.Create(project.Target.Type, project.Target.Output, project.Root.Folder, project.Settings.Box);
        try
        {
            invocation.Log.Tell(
                new(EventLevel.Info, "E034", "AdapterRegistered", $"Registered adapter: {adapter.Type}={VersionText.Headgate}")
                {
                    Data = new() { ["adapter_name"] = adapter.Type, ["adapter_version"] = "=" + VersionText.Headgate },
                }
            );
            return new(invocation, project, adapter);
        }
        catch
        {
            adapter.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Renews the artifacts of parsing where nothing has changed since they were written, without reading the manifest; null where it must be read.
    /// </summary>
    /// <exception cref="DbtException">A warning was asked to be a failure.</exception>
    public KeptHead? Renew()
    {
        if (
            _kept is not { Head: { CheckWarnings: not null } head }
            || !_invocation.Options.Get(GlobalOptions.WriteJson)
            || !WrittenManifest.Renew(Project.TargetPath, head.Id, ManifestHead.Of(Project, _adapter!.Dialect))
        )
        {
            return null;
        }
        TellKept();
        _parser.Warn(head);
        return head;
    }

    /// <summary>Parses the project, or takes what an earlier call kept; the session closes the database from then on.</summary>
    /// <exception cref="DbtException">The project is wrong.</exception>
    public ProjectSession Open()
    {
        TellKept();
        var parsed = _parser.Parse(_kept, _invocation.TemplateOutput);
        try
        {
            var session = new ProjectSession(_invocation, Project, _adapter!, parsed);
            _adapter = null;
            return session;
        }
        catch
        {
            parsed.Keeping.GetAwaiter().GetResult();
            throw;
        }
    }

    /// <summary>Closes the database, where no session has taken it.</summary>
    public void Dispose() => _adapter?.Dispose();

    private void TellKept()
    {
        if (_kept is not null)
        {
            _invocation.Log.Tell(new(EventLevel.Debug, "Z050", "Note", "Nothing changed, skipping partial parsing."));
        }
    }
}
