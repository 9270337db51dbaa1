using Microsoft.Extensions.Configuration;

namespace Headgate.Server;

/// <summary>Reads settings and collects everything that is wrong with them, so that one start shows all of it.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _faults = [];

    /// <summary>What is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The settings; they hold only where <see cref="Faults"/> is empty.</summary>
    public ServerSettings Read()
    {
        foreach (var (key, _) in configuration.AsEnumerable().Where(pair => pair.Value is not null))
        {
            if (!SettingsTable.All.Any(setting => setting.Owns(key)))
            {
                _faults.Add($"{Setting.NameOf(key)} is no setting{Hint(key)}.");
            }
        }
        var settings = SettingsTable.All.Aggregate(
            new ServerSettings { DataFolder = Path.GetFullPath(".headgate") },
            (settings, setting) => setting.Apply(configuration, _faults.Add, settings)
        );
        if (settings.Certificate is null != settings.CertificateKey is null && _faults.Count == 0)
        {
            _faults.Add("listen.certificate and listen.certificate_key belong together: set both, or neither.");
        }
        _faults.AddRange(SignInSettings.Faults(settings));
        return settings;
    }

    private static string Hint(string key) =>
        NearestSetting.Of(Setting.NameOf(key)) is { } near ? $"; did you mean {near}" : "; 'headgate settings' lists all";
}
