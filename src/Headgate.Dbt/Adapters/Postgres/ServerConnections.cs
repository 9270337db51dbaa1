using System.Net.Sockets;
using Npgsql;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>Gives connections to the server, with the profile's retries and role, and dbt's words for a server that cannot be reached.</summary>
internal sealed class ServerConnections(NpgsqlDataSource source, PostgresCredentials credentials)
{
    /// <summary>A connection, new or one that was used before and is as new.</summary>
    /// <exception cref="DatabaseException">The server cannot be reached or refuses the user.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled while it waited for the next try.</exception>
    public NpgsqlConnection Open(CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            var connection = source.CreateConnection();
            try
            {
                connection.Open();
                TakeRole(connection);
                return connection;
            }
            catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException or IOException)
            {
                connection.Dispose();
                if (attempt >= credentials.Retries)
                {
                    throw new DatabaseException(Words(e), e) { IsConnection = true };
                }
                cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(attempt * attempt));
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private void TakeRole(NpgsqlConnection connection)
    {
        if (credentials.Role is { Length: > 0 } role)
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The profile's own text, as dbt sends it.
            command.CommandText = $"set role {role}";
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }

    /// <summary>The driver wraps what happened; people search for the words of PostgreSQL's own library.</summary>
    private string Words(Exception failure)
    {
        var place = credentials.Host.StartsWith('/')
            ? $"connection to server on socket \"{credentials.Host}/.s.PGSQL.{credentials.Port}\" failed"
            : $"connection to server at \"{credentials.Host}\", port {credentials.Port} failed";
        var cause = Innermost(failure);
        return cause switch
        {
            PostgresException refused => $"{place}: {refused.Severity}:  {refused.MessageText}",
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
                $"{place}: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?",
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } =>
                $"could not translate host name \"{credentials.Host}\" to address: Name or service not known",
            TimeoutException => $"{place}: timeout expired",
            _ => $"{place}: {cause.Message}",
        };
    }

    private static Exception Innermost(Exception failure)
    {
        while (failure is not PostgresException && failure.InnerException is { } inner)
        {
            failure = inner;
        }
        return failure;
    }
}
