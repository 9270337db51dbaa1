using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Headgate.Store;

/// <summary>Owner of the migrations for PostgreSQL; used to migrate and by the migration tool, nowhere else.</summary>
internal sealed class PostgresMigrationDb(DbContextOptions<PostgresMigrationDb> options) : HeadgateDb(options)
{
    public static PostgresMigrationDb Create(StoreSettings settings)
    {
        var options = new DbContextOptionsBuilder<PostgresMigrationDb>();
        DatabaseOptions.Configure(options, settings, timestamps: null);
        return new(options.Options);
    }

    /// <summary>Entry of the migration tool.</summary>
    internal sealed class Design : IDesignTimeDbContextFactory<PostgresMigrationDb>
    {
        public PostgresMigrationDb CreateDbContext(string[] args) => Create(new() { DataFolder = ".", Postgres = "Host=design" });
    }
}
