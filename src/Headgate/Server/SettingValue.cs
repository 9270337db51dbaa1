using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;

namespace Headgate.Server;

/// <summary>The value that a setting has, and where it is from.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Value">The value as it was written, masked where it is secret; null where the default holds.</param>
/// <param name="Source">The file, the variable or the command line; <c>default</c> where it is not set.</param>
internal sealed record SettingValue(Setting Setting, string? Value, string Source)
{
    private const string Mask = "***";

    /// <summary>Looks it up.</summary>
    public static SettingValue Of(Setting setting, IConfigurationRoot configuration, string file)
    {
        var written = setting.Written(configuration);
        var source = written is null ? null : configuration.Providers.LastOrDefault(provider => Has(provider, setting));
        return new(
            setting,
            written is not null && setting.IsSecret ? Mask : written,
            source switch
            {
                null => "default",
                EnvironmentVariablesConfigurationProvider => setting.Variable,
                MemoryConfigurationProvider => "command line",
                _ => file,
            }
        );
    }

    private static bool Has(IConfigurationProvider provider, Setting setting) =>
        (provider.TryGet(setting.Key, out var value) && !string.IsNullOrEmpty(value))
        || (setting.IsList && provider.GetChildKeys([], setting.Key).Any());
}
