using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Headgate.Store.Secrets;

namespace Headgate.Gate.Journal.Forwarding;

/// <summary>How far a collector has got the record, kept in a file beside the journal.</summary>
internal sealed class ForwardPosition(string folder, string address)
{
    private readonly string _file = Path.Combine(
        folder,
        $"forwarded-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..16]}"
    );

    /// <summary>The number of the last record that was taken; null where none was yet.</summary>
    public long? Read() =>
        File.Exists(_file) && long.TryParse(File.ReadAllText(_file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last
            : null;

    /// <summary>Notes it. What was sent and not noted is sent again after a crash.</summary>
    public void Write(long last)
    {
        PrivateFolder.Create(folder);
        var draft = _file + ".new";
        using (var file = new FileStream(draft, PrivateFolder.NewFile(FileMode.Create)))
        {
            file.Write(Encoding.ASCII.GetBytes(last.ToString(CultureInfo.InvariantCulture) + "\n"));
        }
        File.Move(draft, _file, overwrite: true);
    }
}
