using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>Makes the adapter of PostgreSQL.</summary>
internal sealed class PostgresFactory : IAdapterFactory
{
    /// <inheritdoc />
    public IAdapter Create(IReadOnlyDictionary<string, object?> output, string projectDirectory, Box? box)
    {
        var credentials = PostgresCredentials.Read(output, projectDirectory);
        if (box is not null)
        {
            CertificateFiles.Check(credentials, box);
        }
        return new PostgresAdapter(credentials);
    }
}
