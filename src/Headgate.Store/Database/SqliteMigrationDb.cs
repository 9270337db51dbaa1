using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Headgate.Store;

/// <summary>Owner of the migrations for SQLite; used to migrate and by the migration tool, nowhere else.</summary>
internal sealed class SqliteMigrationDb(DbContextOptions<SqliteMigrationDb> options) : HeadgateDb(options)
{
    public static SqliteMigrationDb Create(StoreSettings settings)
    {
        var options = new DbContextOptionsBuilder<SqliteMigrationDb>();
        DatabaseOptions.Configure(options, settings, timestamps: null);
        return new(options.Options);
    }

    /// <summary>Entry of the migration tool.</summary>
    internal sealed class Design : IDesignTimeDbContextFactory<SqliteMigrationDb>
    {
        public SqliteMigrationDb CreateDbContext(string[] args) => Create(new() { DataFolder = "." });
    }
}
