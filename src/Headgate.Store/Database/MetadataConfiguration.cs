using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Store;

/// <summary>Keys and indexes of what is known from artifacts.</summary>
internal static class MetadataConfiguration
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<MetadataEnvironment>().HasIndex(row => row.EnvironmentId).IsUnique();
        model.Entity<MetadataNode>().HasIndex(row => new { row.EnvironmentId, row.UniqueId }).IsUnique();
        model.Entity<MetadataDefinition>().HasIndex(row => new { row.EnvironmentId, row.Digest }).IsUnique();
        // The history of one node is read in one piece, however many runs there are.
        model
            .Entity<MetadataExecution>()
            .HasIndex(row => new
            {
                row.NodeId,
                row.RunId,
                row.Step,
            });
        model.Entity<MetadataExecution>().HasIndex(row => row.RunId);
        model.Entity<MetadataIngest>().HasIndex(row => row.RunId).IsUnique();
        model.Entity<MetadataIngest>().HasIndex(row => new { row.EnvironmentId, row.RunEndedAt });
        model.Entity<MetadataIngest>().HasIndex(row => row.RunEndedAt);
        model.Entity<MetadataColumns>().HasIndex(row => new { row.EnvironmentId, row.UniqueId }).IsUnique();
        model.Entity<OutboxEvent>().HasIndex(row => row.IngestedAt);
    }
}
