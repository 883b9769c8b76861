namespace Phalanx.Acting;

/// <summary>What policies of this format may have at most, so that a damaged or hostile file cannot ask for more memory than a large policy.</summary>
public static class PolicyLimits
{
    /// <summary>Agents, and entities.</summary>
    public const int Rows = 1024;

    /// <summary>The width of a value.</summary>
    public const int Width = 65_536;

    /// <summary>Operations.</summary>
    public const int Operations = 64;

    /// <summary>Numbers that all values of a team have together.</summary>
    public const long Numbers = 1L << 26;

    /// <summary>Look-ups of one operation.</summary>
    public const int Lookups = 4;

    /// <summary>Letters of a name of a value or tensor.</summary>
    public const int NameLength = 64;

    /// <summary>Bytes of a file.</summary>
    public const long FileBytes = 1L << 30;

    /// <summary>Bytes of the header of a file.</summary>
    public const int HeaderBytes = 16 << 20;
}
