using System.Data.Common;
using Headgate.Dbt.Reading;
using Headgate.Platform.Runs;
using Headgate.Server;
using Headgate.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Cli.Doctor;

/// <summary>What the users of warehouses may do beyond them: a project does with its warehouse whatever its user may.</summary>
internal static class WarehouseChecks
{
    /// <summary>Asking takes a connection each.</summary>
    private const int MostAsked = 20;

    /// <summary>Looks at the warehouses of environments that are servers; one finding for each that has something to say.</summary>
    public static async Task<IReadOnlyList<Finding>> RunAsync(ServerSettings settings, CancellationToken cancellation)
    {
        var store = new StoreSettings { DataFolder = settings.DataFolder, Postgres = settings.PostgresConnection };
        if (!Directory.Exists(settings.DataFolder) || (store.UsesSqlite && !File.Exists(store.SqliteFile)))
        {
            return [];
        }
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddStore(store)
            .AddRuns(new RunSettings { Slots = 1 }, store)
            .BuildServiceProvider();
        try
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
            var environments = await db
                .Environments.Where(row => row.CredentialsId != null)
                .OrderBy(row => row.Id)
                .Select(row => new
                {
                    row.Id,
                    row.Name,
                    Project = db.Projects.First(project => project.Id == row.ProjectId).Name,
                })
                .Take(MostAsked)
                .ToListAsync(cancellation);
            var findings = new List<Finding>();
            foreach (var environment in environments)
            {
                var target = await services.GetRequiredService<IWarehouseTargets>().FindAsync(environment.Id, cancellation);
                if (
                    target is { File: null, IsUnpublished: false }
                    && Ask(target, $"{environment.Name} of {environment.Project}", cancellation) is { } found
                )
                {
                    findings.Add(found);
                }
            }
            return findings;
        }
        catch (DbException)
        {
            // That the database cannot be read is said already.
            return [];
        }
    }

    private static Finding? Ask(WarehouseTarget target, string where, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("headgate-doctor-");
        try
        {
            using var reader = WarehouseReader.Of(target.Reveal(), folder.FullName, null);
            return reader.WarningOfRights(cancellation) is { } warning
                ? new("warehouse", Verdict.Weak, $"Environment {where}: {warning}")
                : null;
        }
        catch (WarehouseException away)
        {
            return new("warehouse", Verdict.Weak, $"Environment {where}: {away.Message.Split('\n')[0].Trim()}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
