using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Platform.Adapters;

/// <summary>The databases that the engine works with: the declarations of its adapters, of which this assembly holds a copy.</summary>
internal static class WarehouseKinds
{
    /// <summary>All of them, by type.</summary>
    public static IReadOnlyList<WarehouseKind> All { get; } = Read();

    /// <summary>The kind of an adapter of a connection, such as <c>postgres_v0</c>; null where the engine does not work with it.</summary>
    public static WarehouseKind? Of(string adapterVersion)
    {
        var type = TypeOf(adapterVersion);
        return All.FirstOrDefault(k => k.Type == type);
    }

    /// <summary>dbt's name of a connection's type.</summary>
    public static string TypeOf(string adapterVersion)
    {
        var end = adapterVersion.LastIndexOf("_v", StringComparison.Ordinal);
        var name = end > 0 ? adapterVersion[..end] : adapterVersion;
        return name is "apache_spark" or "databricks_spark" ? "spark" : name;
    }

    private static List<WarehouseKind> Read()
    {
        var assembly = typeof(WarehouseKinds).Assembly;
        var kinds = new List<WarehouseKind>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("adapters/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var json = JsonDocument.Parse(stream);
            kinds.Add(Of(json.RootElement));
        }
        return [.. kinds.OrderBy(k => k.Type, StringComparer.Ordinal)];
    }

    private static WarehouseKind Of(JsonElement declared) =>
        new()
        {
            Type = Text(declared, "type"),
            Name = Text(declared, "name"),
            Schema = Text(declared, "schema"),
            File = declared.TryGetProperty("file", out var file)
                ? new(Text(file, "setting"), Text(file, "memory"), Text(file, "ending"), Texts(file, "companions"))
                : null,
            Port = declared.TryGetProperty("server", out var server) ? server.GetProperty("port").GetInt32() : null,
            Attributes = declared.TryGetProperty("attributes", out _)
                ? Texts(declared, "attributes").ToHashSet(StringComparer.OrdinalIgnoreCase)
                : null,
            Settings = SettingsOf(declared.GetProperty("settings")),
        };

    private static AdapterFields SettingsOf(JsonElement declared)
    {
        var fields = new AdapterFields();
        foreach (var setting in declared.EnumerateArray())
        {
            var name = Text(setting, "name");
            var required = setting.TryGetProperty("required", out var flag) && flag.GetBoolean();
            switch (Text(setting, "kind"))
            {
                case "text":
                    fields.Add(Setting.Text(name, (int)Number(setting, "max", 4096)).RequiredIf(required));
                    break;
                case "secret":
                    fields.Add(Setting.Secret(name).RequiredIf(required));
                    break;
                case "whole":
                    fields.Add(Setting.Whole(name, Number(setting, "min", 0), Number(setting, "max", long.MaxValue)).RequiredIf(required));
                    break;
                case "port":
                    fields.Add(Setting.Port().RequiredIf(required));
                    break;
                case "flag":
                    fields.Add(Setting.Flag(name).RequiredIf(required));
                    break;
                case var other:
                    throw new InvalidDataException(
                        $"The setting {name} of an adapter's declaration is of the kind {other}, which there is not."
                    );
            }
        }
        return fields;
    }

    private static long Number(JsonElement setting, string name, long otherwise) =>
        setting.TryGetProperty(name, out var value) ? value.GetInt64() : otherwise;

    private static string Text(JsonElement declared, string name) => declared.GetProperty(name).GetString()!;

    private static IReadOnlyList<string> Texts(JsonElement declared, string name) =>
        [.. declared.GetProperty(name).EnumerateArray().Select(v => v.GetString()!)];
}
