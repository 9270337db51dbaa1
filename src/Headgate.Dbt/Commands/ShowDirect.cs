using Headgate.Dbt.Adapters;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>show --inline-direct</c>: sends SQL as it is; the project is not parsed.</summary>
internal static class ShowDirect
{
    /// <summary>Runs the SQL and prints rows.</summary>
    /// <exception cref="DatabaseException">The database refuses it.</exception>
    public static ExitCode Run(Invocation invocation, string sql, CancellationToken cancellation)
    {
        var project = invocation.LoadProject();
        using var adapter = AdapterFactory.Create(project.Target.Type, project.Target.Output, project.Root.Folder, project.Settings.Box);
        using var connection = adapter.Open("show");
        var limit = invocation.Options.Get(CommandOptions.ShowLimit) is >= 0 and { } rows ? rows : (int?)null;
        ShowCommand.Tell(invocation, null, connection.Execute(sql, fetch: true, null, limit, cancellation).Table);
        return ExitCode.Success;
    }
}
