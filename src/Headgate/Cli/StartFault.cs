using System.Net.Sockets;
using Headgate.Gate.Journal;
using Headgate.Server;
using Microsoft.Data.Sqlite;

namespace Headgate.Cli;

/// <summary>Turns what can go wrong around a start into one line that says what and what to do.</summary>
internal static class StartFault
{
    private const int NoSpaceLeft = 28;
    private const int ReadOnlyFileSystem = 30;

    /// <summary>The line for an error at start, or null where it is none that a person can act on.</summary>
    public static string? Of(Exception error, ServerSettings settings)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            var line = e switch
            {
                CommandFailure or ServerStartException or JournalUnavailableException or JournalDamagedException => e.Message,
                SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
                    $"Port {settings.Port} on {settings.Address} is taken by another program: choose one with --port, or stop the other.",
                SocketException { SocketErrorCode: SocketError.AccessDenied } =>
                    $"Port {settings.Port} on {settings.Address} may not be used by this user: choose one above 1023 with --port.",
                SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
                    $"This machine has no address {settings.Address}: set listen.address to one of its own, or to 127.0.0.1.",
                SqliteException { SqliteErrorCode: 11 or 26 } =>
                    $"The database in {settings.DataFolder} is damaged ({e.Message}): nothing was changed. Put back a copy of it, or start with another --data folder.",
                SqliteException { SqliteErrorCode: 13 } => Full(settings.DataFolder),
                SqliteException { SqliteErrorCode: 8 or 14 } =>
                    $"The database in {settings.DataFolder} cannot be opened for writing: check the folder's owner and mode.",
                SqliteException { SqliteErrorCode: 5 or 6 } => $"The database in {settings.DataFolder} is in use by another program.",
                IOException io when Errno(io) is NoSpaceLeft => Full(settings.DataFolder),
                UnauthorizedAccessException => OfFolder(settings.DataFolder, e),
                _ => null,
            };
            if (line is not null)
            {
                return line;
            }
        }
        return null;
    }

    /// <summary>The line for a data folder that cannot be used.</summary>
    public static string OfFolder(string folder, Exception error) =>
        error switch
        {
            IOException io when Errno(io) is NoSpaceLeft => Full(folder),
            IOException io when Errno(io) is ReadOnlyFileSystem =>
                $"The data folder {folder} lies on a read-only file system: choose another with --data.",
            IOException when File.Exists(folder) => $"The data folder {folder} is a file: choose another path with --data.",
            _ => $"The data folder {folder} cannot be written: check its owner and mode, or choose another with --data.",
        };

    private static string Full(string folder) =>
        $"The disk of {folder} is full: make room and start again; nothing that was written is lost.";

    private static int Errno(IOException error) => error.HResult & 0xFFFF;
}
