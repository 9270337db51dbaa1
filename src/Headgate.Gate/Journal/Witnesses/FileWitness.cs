using System.Text;
using Headgate.Gate.Journal.Checking;

namespace Headgate.Gate.Journal.Witnesses;

/// <summary>A file outside of the data folder, best on another disk or machine: a head a line. Its folder must be there.</summary>
internal sealed class FileWitness(string path) : IWitness
{
    public string Name => path;

    public async Task KeepAsync(JournalHead head, CancellationToken cancellation)
    {
        try
        {
            await using var file = new FileStream(path, JournalFolder.Private(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read));
            var text = $"{head}\n";
            file.Seek(0, SeekOrigin.End);
            if (file.Length > 0)
            {
                file.Seek(-1, SeekOrigin.End);
                // A line that a crash left unfinished must not swallow this one.
                text = file.ReadByte() == '\n' ? text : "\n" + text;
            }
            await file.WriteAsync(Encoding.ASCII.GetBytes(text), cancellation);
            file.Flush(flushToDisk: true);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    public void Dispose() { }
}
