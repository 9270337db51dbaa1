using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.Methods;

/// <summary><c>fqn:</c>, the method of bare names: a resource's name, or its path of folders with or without the package, or a pattern over these.</summary>
internal sealed class FqnMethod : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion)
    {
        var wanted = criterion.Text.Split('.');
        return scope
            .Resources.Where(r => r.ResourceType != ResourceType.Source && Matches(r, criterion.Text, wanted))
            .Select(r => r.UniqueId);
    }

    private static bool Matches(IManifestResource resource, string text, string[] wanted)
    {
        var versioned = resource is ManifestNode { Version: not null };
        var fqn = resource.Fqn;
        return fqn.Count > 0 && (Matches(fqn, text, wanted, versioned) || Matches([.. fqn.Skip(1)], text, wanted, versioned));
    }

    private static bool Matches(IReadOnlyList<string> fqn, string text, string[] wanted, bool versioned)
    {
        if (fqn.Count == 0)
        {
            return false;
        }
        if (versioned && fqn.Count > 1)
        {
            if (fqn[^2] == text || $"{fqn[^2]}_{fqn[^1]}" == string.Join('_', wanted.TakeLast(2)))
            {
                return true;
            }
        }
        else if (fqn[^1] == text)
        {
            return true;
        }
        var flat = fqn.SelectMany(part => part.Split('.')).ToArray();
        if (flat.Length < wanted.Length)
        {
            return false;
        }
        for (var i = 0; i < wanted.Length; i++)
        {
            if (Glob.IsPattern(wanted[i]))
            {
                return Glob.Matches(string.Join('.', flat[i..]), string.Join('.', wanted[i..]));
            }
            if (flat[i] != wanted[i])
            {
                return false;
            }
        }
        return true;
    }
}
