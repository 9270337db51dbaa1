namespace Headgate.Gate.Conditions;

/// <summary>Names with stars: <c>Nightly*</c>. A star stands for any text, everything else for itself; case matters.</summary>
internal static class NamePattern
{
    /// <summary>Whether a name fits, in time that grows with the two lengths only.</summary>
    public static bool Fits(string pattern, string name)
    {
        int p = 0,
            n = 0,
            star = -1,
            resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = n;
            }
            else if (p < pattern.Length && pattern[p] == name[n])
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }
        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }
        return p == pattern.Length;
    }
}
