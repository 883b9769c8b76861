using Google.Protobuf;
using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Tests.Protocol;

public class MapImagesTests
{
    public static TheoryData<string> Grounds => [.. TerrainReader.Names];

    [Theory]
    [MemberData(nameof(Grounds))]
    public void Every_ground_comes_back_as_it_was_sent(string name)
    {
        Terrain ground = TerrainReader.BuiltIn[name];
        foreach (ImageData pathing in new[] { MapImages.Pathing(ground), MapImages.PathingInBytes(ground) })
        {
            Terrain read = MapImages.Read(name, pathing, MapImages.Heights(ground));
            Assert.Equal(ground.Walkable, read.Walkable);
            Assert.Equal(ground.Heights, read.Heights);
        }
    }

    /// <summary>Bits begin at the bottom left with the most significant; bytes begin at the top left, and so do heights (battles.md, 7.3).</summary>
    [Fact]
    public void Cells_stand_where_the_protocol_has_them()
    {
        bool[] walkable = new bool[Terrain.Side * Terrain.Side];
        double[] heights = new double[walkable.Length];
        (walkable[2], heights[2]) = (true, 1);
        Terrain ground = new("one cell", walkable, heights);

        Assert.Equal(0b0010_0000, MapImages.Pathing(ground).Data[0]);
        int topRowFirst = ((Terrain.Side - 1) * Terrain.Side) + 2;
        Assert.Equal(0, MapImages.PathingInBytes(ground).Data[topRowFirst]);
        Assert.Equal(255, MapImages.PathingInBytes(ground).Data[2]);
        Assert.Equal(255, MapImages.Heights(ground).Data[topRowFirst]);
        Assert.Equal(1, MapImages.Pathing(ground).Data.Count(bits => bits != 0));
    }

    [Fact]
    public void Pictures_of_another_size_are_refused_with_their_size()
    {
        Terrain ground = TerrainReader.BuiltIn["flat"];
        ImageData small = new() { BitsPerPixel = 1, Size = new Size2DI { X = 8, Y = 8 }, Data = ByteString.CopyFrom(new byte[8]) };

        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => MapImages.Read("small", small, MapImages.Heights(ground)));
        Assert.Contains("the pathing grid has 8 x 8 cells of 1 bits in 8 bytes", refused.Message, StringComparison.Ordinal);
        refused = Assert.Throws<InvalidDataException>(() => MapImages.Read("small", MapImages.Pathing(ground), small));
        Assert.Contains("the terrain height has 8 x 8", refused.Message, StringComparison.Ordinal);
    }
}
