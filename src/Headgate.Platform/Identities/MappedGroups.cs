using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Identities;

/// <summary>
/// The groups that name groups of the identity provider, against those that somebody is in. Whoever is in none of a group's named ones leaves it; groups that name none are left alone.
/// </summary>
internal sealed class MappedGroups
{
    private readonly long _user;
    private readonly List<Group> _joined;
    private readonly List<(Group Group, GroupMember Member)> _left;

    private MappedGroups(long user, List<Group> joined, List<(Group Group, GroupMember Member)> left) =>
        (_user, _joined, _left) = (user, joined, left);

    /// <summary>Whether nothing has to change.</summary>
    public bool IsAsItShould => _joined.Count == 0 && _left.Count == 0;

    /// <summary>Compares a user's groups with what the provider says.</summary>
    public static async Task<MappedGroups> OfAsync(
        HeadgateDb db,
        long account,
        long user,
        IReadOnlyList<string> said,
        CancellationToken cancellation
    )
    {
        var groups = await db
            .Groups.AsNoTracking()
            .Where(g => g.AccountId == account && g.State == RowState.Active)
            .OrderBy(g => g.Id)
            .ToListAsync(cancellation);
        var members = await db.GroupMembers.Where(m => m.AccountId == account && m.UserId == user).ToListAsync(cancellation);
        var mapped = groups.Where(g => g.SsoMappingGroups.Count > 0).ToList();
        bool Wants(Group group) => group.SsoMappingGroups.Intersect(said, StringComparer.Ordinal).Any();
        return new MappedGroups(
            user,
            [.. mapped.Where(g => Wants(g) && !members.Exists(m => m.GroupId == g.Id))],
            [.. mapped.Where(g => !Wants(g)).SelectMany(g => members.Where(m => m.GroupId == g.Id), (group, member) => (group, member))]
        );
    }

    /// <summary>Notes the changes in a context, which saves them.</summary>
    public void Apply(HeadgateDb db, DateTimeOffset now)
    {
        db.GroupMembers.RemoveRange(_left.Select(l => l.Member));
        db.GroupMembers.AddRange(
            _joined.Select(g => new GroupMember
            {
                AccountId = g.AccountId,
                GroupId = g.Id,
                UserId = _user,
                CreatedAt = now,
            })
        );
    }

    /// <summary>What changes, in words.</summary>
    public IEnumerable<string> Sentences(string email)
    {
        if (_joined.Count > 0)
        {
            yield return $"put {email} into {Names(_joined)}";
        }
        if (_left.Count > 0)
        {
            yield return $"took {email} out of {Names(_left.Select(l => l.Group))}";
        }
    }

    private static string Names(IEnumerable<Group> groups) => string.Join(", ", groups.Select(g => $"\"{g.Name}\""));
}
