namespace Headgate.Server;

/// <summary>What reading the settings gave.</summary>
/// <param name="Settings">The settings; null where something is wrong with them.</param>
/// <param name="Faults">What is wrong, one sentence each.</param>
/// <param name="Values">Each setting with its value and where that is from; empty where the file could not be read.</param>
/// <param name="File">The settings file, which need not be there.</param>
internal sealed record LoadedSettings(
    ServerSettings? Settings,
    IReadOnlyList<string> Faults,
    IReadOnlyList<SettingValue> Values,
    string File
)
{
    /// <summary>The settings or what is wrong with them.</summary>
    public void Deconstruct(out ServerSettings? settings, out IReadOnlyList<string> faults) => (settings, faults) = (Settings, Faults);
}
