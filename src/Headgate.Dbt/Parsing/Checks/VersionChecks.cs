using System.Globalization;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Checks;

/// <summary>Warns of versions of models that end, and of references to them.</summary>
internal static class VersionChecks
{
    public static void Warn(Manifest manifest, DateTimeOffset now, WarningLog warnings)
    {
        foreach (var model in manifest.Nodes.Values.Where(node => node.DeprecationDate is not null))
        {
            var isPast = DateTimeOffset.TryParse(model.DeprecationDate, CultureInfo.InvariantCulture, out var date) && date < now;
            var version = model.Version is null ? "" : ".v" + PythonText.Str(model.Version);
            if (isPast)
            {
                warnings.Add(
                    "DeprecatedModel",
                    $"Model {model.Name}{version} has passed its deprecation date of {model.DeprecationDate}. This model should be disabled or removed."
                );
            }
            foreach (var child in manifest.ChildMap[model.UniqueId])
            {
                if (manifest.Nodes.TryGetValue(child, out var reader) && reader.ResourceType == ResourceType.Model)
                {
                    WarnReader(model, version, reader, isPast, warnings);
                }
            }
        }
    }

    private static void WarnReader(ManifestNode model, string version, ManifestNode reader, bool isPast, WarningLog warnings)
    {
        var fate = isPast ? "was deprecated on" : "is slated for deprecation on";
        var message =
            $"While compiling '{reader.Name}': Found a reference to {model.Name}{version}, which {fate} '{model.DeprecationDate}'.";
        if (model.Version is not null && !PlainData.AreEqual(model.Version, model.LatestVersion))
        {
            message +=
                $" A new version of '{model.Name}' is available. Try it out: {{{{ ref('{model.PackageName}', '{model.Name}', v='{PythonText.Str(model.LatestVersion)}') }}}}.";
        }
        warnings.Add(isPast ? "DeprecatedReference" : "UpcomingReferenceDeprecation", message);
    }
}
