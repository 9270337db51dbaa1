using System.Text;
using System.Threading.Channels;

namespace Headgate.Mcp.Local.Commands;

/// <summary>Reads the lines of a stream that nobody vouches for: one that has no end is handed on in pieces.</summary>
internal static class LinePump
{
    /// <summary>The longest line that is handed on in one piece: one event of dbt has all rows of a query in it.</summary>
    private const int LongestLine = 8 * 1024 * 1024;

    /// <summary>Copies lines until the stream ends.</summary>
    public static async Task CopyAsync(StreamReader reader, ChannelWriter<string> lines)
    {
        var line = new StringBuilder();
        var buffer = new char[16 * 1024];
        int read;
        while ((read = await reader.ReadAsync(buffer, CancellationToken.None)) > 0)
        {
            for (var rest = buffer.AsMemory(0, read); rest.Length > 0; )
            {
                var end = rest.Span.IndexOf('\n');
                line.Append(end < 0 ? rest : rest[..end]);
                rest = end < 0 ? default : rest[(end + 1)..];
                if (end >= 0 || line.Length > LongestLine)
                {
                    await lines.WriteAsync(line.ToString().TrimEnd('\r'), CancellationToken.None);
                    line.Clear();
                }
            }
        }
        if (line.Length > 0)
        {
            await lines.WriteAsync(line.ToString(), CancellationToken.None);
        }
    }
}
