using System.Security.Cryptography;

namespace Headgate.Store.Secrets;

/// <summary>A file with 32 random bytes that only the server's user may read.</summary>
internal static class KeyFile
{
    private const int Length = 32;

    public static byte[] LoadOrCreate(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (File.Exists(path))
        {
            var key = File.ReadAllBytes(path);
            return key.Length == Length
                ? key
                : throw new InvalidDataException($"The key file {path} is damaged: it has {key.Length} bytes instead of {Length}.");
        }
        PrivateFolder.Create(folder);
        var fresh = RandomNumberGenerator.GetBytes(Length);
        var draft = $"{path}.{Environment.ProcessId}";
        using (var file = new FileStream(draft, PrivateFolder.NewFile()))
        {
            file.Write(fresh);
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(draft, path, overwrite: false);
            return fresh;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
            return LoadOrCreate(folder, name);
        }
    }
}
