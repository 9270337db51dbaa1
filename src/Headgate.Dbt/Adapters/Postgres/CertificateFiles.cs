using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>The files that an output names. In a box they lie in what the run may reach: the server is the only other thing that an output leads to.</summary>
internal static class CertificateFiles
{
    /// <summary>Checks an output's files.</summary>
    /// <exception cref="DatabaseException">The box does not hold one.</exception>
    public static void Check(PostgresCredentials credentials, Box box)
    {
        foreach (
            var (key, path) in (ReadOnlySpan<(string, string?)>)
                [("sslcert", credentials.SslCert), ("sslkey", credentials.SslKey), ("sslrootcert", credentials.SslRootCert)]
        )
        {
            if (path is not null && !box.Holds(path))
            {
                throw new DatabaseException(
                    $"{Box.EngineRefuses}: the profile's key {key} ('{Path.GetFileName(path)}'); the operator allows a file by {BoxVariables.Paths}."
                )
                {
                    IsConnection = true,
                };
            }
        }
    }
}
