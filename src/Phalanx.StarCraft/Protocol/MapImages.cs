using Google.Protobuf;
using Phalanx.Environments.Battles;

namespace Phalanx.StarCraft.Protocol;

/// <summary>
/// The ground as pictures. Where it can be walked on is a bit for each cell, row by row from the bottom, the most significant bit first; old versions of the game send
/// bytes instead, 0 where it can be walked on, row by row from the top. Heights are bytes, row by row from the top.
/// </summary>
internal static class MapImages
{
    private const double MostHeight = byte.MaxValue;

    /// <summary>Where a ground can be walked on, a bit a cell.</summary>
    public static ImageData Pathing(Terrain terrain)
    {
        byte[] bits = new byte[terrain.Walkable.Length / 8];
        for (int cell = 0; cell < terrain.Walkable.Length; cell++)
        {
            if (terrain.Walkable[cell])
            {
                bits[cell / 8] |= (byte)(0x80 >> (cell % 8));
            }
        }

        return Image(1, bits);
    }

    /// <summary>Where a ground can be walked on, a byte a cell, as old versions of the game send it.</summary>
    public static ImageData PathingInBytes(Terrain terrain)
    {
        byte[] bytes = new byte[terrain.Walkable.Length];
        for (int cell = 0; cell < bytes.Length; cell++)
        {
            bytes[FromTop(cell, Terrain.Side, Terrain.Side)] = terrain.Walkable[cell] ? (byte)0 : byte.MaxValue;
        }

        return Image(8, bytes);
    }

    /// <summary>How high a ground is.</summary>
    public static ImageData Heights(Terrain terrain)
    {
        byte[] bytes = new byte[terrain.Heights.Length];
        for (int cell = 0; cell < bytes.Length; cell++)
        {
            bytes[FromTop(cell, Terrain.Side, Terrain.Side)] = (byte)Math.Round(terrain.Heights[cell] * MostHeight);
        }

        return Image(8, bytes);
    }

    /// <summary>The ground that two pictures show.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="pathing">Where it can be walked on, in bits or bytes.</param>
    /// <param name="heights">How high it is.</param>
    /// <exception cref="InvalidDataException">A picture has another size than a map of SMAC, or another kind of pixels.</exception>
    public static Terrain Read(string name, ImageData pathing, ImageData heights)
    {
        const int Cells = Terrain.Side * Terrain.Side;
        ThrowIfNotOfSize(pathing, pathing.BitsPerPixel == 1 ? Cells / 8 : Cells, "pathing grid", 1, 8);
        ThrowIfNotOfSize(heights, Cells, "terrain height", 8);
        bool[] walkable = new bool[Cells];
        double[] levels = new double[Cells];
        for (int cell = 0; cell < Cells; cell++)
        {
            int fromTop = FromTop(cell, Terrain.Side, Terrain.Side);
            walkable[cell] = pathing.BitsPerPixel == 1 ? (pathing.Data[cell / 8] & (0x80 >> (cell % 8))) != 0 : pathing.Data[fromTop] == 0;
            levels[cell] = heights.Data[fromTop] / MostHeight;
        }

        return new Terrain(name, walkable, levels);
    }

    private static ImageData Image(int bits, byte[] data) => new()
    {
        BitsPerPixel = bits,
        Size = new Size2DI { X = Terrain.Side, Y = Terrain.Side },
        Data = ByteString.CopyFrom(data),
    };

    /// <summary>The place of a cell, counted row by row from the bottom, in a picture that begins with the top row.</summary>
    private static int FromTop(int cell, int width, int height) => ((height - 1 - (cell / width)) * width) + (cell % width);

    private static void ThrowIfNotOfSize(ImageData image, int bytes, string what, params ReadOnlySpan<int> bitsPerPixel)
    {
        if (image?.Size is not { X: Terrain.Side, Y: Terrain.Side } || !bitsPerPixel.Contains(image.BitsPerPixel) || image.Data.Length != bytes)
        {
            throw new InvalidDataException(
                $"the {what} has {image?.Size?.X ?? 0} x {image?.Size?.Y ?? 0} cells of {image?.BitsPerPixel ?? 0} bits in {image?.Data.Length ?? 0} bytes; maps of SMAC have {Terrain.Side} x {Terrain.Side}");
        }
    }
}
