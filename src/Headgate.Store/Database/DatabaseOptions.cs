using Microsoft.EntityFrameworkCore;

namespace Headgate.Store;

/// <summary>How a context reaches its database.</summary>
internal static class DatabaseOptions
{
    public static void Configure(DbContextOptionsBuilder options, StoreSettings settings, Timestamps? timestamps)
    {
        options.UseSnakeCaseNamingConvention();
        if (settings.UsesSqlite)
        {
            options.UseSqlite(settings.ConnectionString).AddInterceptors(SqlitePragmas.Instance);
        }
        else
        {
            options.UseNpgsql(settings.ConnectionString);
        }
        if (timestamps is not null)
        {
            options.AddInterceptors(timestamps);
        }
    }
}
