namespace Phalanx.Pages.Tests.Browsers;

/// <summary>On what a page is looked at.</summary>
/// <param name="Width">Its width in CSS pixels.</param>
/// <param name="Height">Its height.</param>
public sealed record PageForm(int Width, int Height)
{
    /// <summary>A screen on a desk.</summary>
    public static PageForm Desktop { get; } = new(1280, 900);

    /// <summary>A telephone, held upright.</summary>
    public static PageForm Phone { get; } = new(390, 844) { Touch = true };

    /// <summary>A sheet of A4 without its margins of 14 mm, as wide as what is printed on it.</summary>
    public static PageForm Paper { get; } = new(688, 1017) { Printed = true };

    /// <summary>Whether the reader prefers dark colours.</summary>
    public bool Dark { get; init; }

    /// <summary>Whether it is paper rather than a screen.</summary>
    public bool Printed { get; init; }

    /// <summary>Whether it is touched rather than pointed at.</summary>
    public bool Touch { get; init; }

    /// <summary>Whether the reader prefers that nothing moves.</summary>
    public bool Still { get; init; }

    /// <summary>How many points of the screen there are to a CSS pixel.</summary>
    public float Scale { get; init; } = 1;
}
