namespace Phalanx.Learning.Recording;

/// <summary>What may change of an item from frame to frame, in the units of the file.</summary>
internal sealed class FrameState
{
    public const byte Gone = 0;
    public const byte There = 1;
    public const byte Lying = 2;

    /// <summary>A bar that is not shown has no value.</summary>
    public const int NoBar = -1;

    /// <summary>Amounts and bars are counted in this share of one.</summary>
    public const double Fine = 1024;

    /// <summary>Angles are the codes from 1 on, of which the last is the first once more; 0 is none.</summary>
    public const int Angles = 254;

    private const double Most = 1 << 29;

    public int X { get; set; }

    public int Y { get; set; }

    public int EndX { get; set; }

    public int EndY { get; set; }

    public int[] Bars { get; } = [NoBar, NoBar, NoBar, NoBar, NoBar, NoBar, NoBar, NoBar];

    /// <summary>The item that it acts on, counted from 1; 0 for none.</summary>
    public int Target { get; set; }

    public byte Facing { get; set; }

    public byte Role { get; set; }

    public byte Shape { get; set; }

    public byte Presence { get; set; }

    public int Label { get; set; }

    public float Size { get; set; }

    /// <summary>A number in units of the file, to the nearest: of what is no number 0, and what is too large the largest.</summary>
    public static int Units(double value) => double.IsNaN(value) ? 0 : (int)Math.Round(Math.Clamp(value, -Most, Most));

    /// <summary>The code of an angle.</summary>
    public static byte FacingOf(double? angle)
    {
        if (angle is not { } radians || !double.IsFinite(radians))
        {
            return 0;
        }

        double turns = radians / Math.Tau;
        return (byte)(1 + Math.Round((turns - Math.Floor(turns)) * Angles));
    }

    /// <summary>The angle of a code.</summary>
    public static double? AngleOf(byte facing) => facing == 0 ? null : (facing - 1) * Math.Tau / Angles;
}

/// <summary>What of an item a change names, in the order in which it is written.</summary>
[Flags]
internal enum FrameParts
{
    None = 0,
    Place = 1,
    Bars = 2,
    Target = 4,
    Facing = 8,
    RoleAndShape = 16,
    Presence = 32,
    Label = 64,
    Size = 128,
    LineEnd = 256,
    All = 511,
}
