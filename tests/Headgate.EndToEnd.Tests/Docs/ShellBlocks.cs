using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Headgate.EndToEnd.Tests.Docs;

/// <summary>The commands of a page, as they stand there, to be run in one shell.</summary>
internal static class ShellBlocks
{
    /// <summary>Each block of a page that is marked as <c>sh</c>, in the page's order.</summary>
    public static IEnumerable<string> Of(string markdown)
    {
        var block = new StringBuilder();
        var inside = false;
        foreach (var line in markdown.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                if (inside)
                {
                    yield return block.ToString();
                    block.Clear();
                }
                inside = !inside && line == "```sh";
            }
            else if (inside)
            {
                block.Append(line).Append('\n');
            }
        }
    }

    /// <summary>A port that nobody listens on.</summary>
    public static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString();
    }
}
