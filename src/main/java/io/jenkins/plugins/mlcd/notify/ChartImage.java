package io.jenkins.plugins.mlcd.notify;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Draws a chart as a PNG of 480 by 160 pixels, without a screen. */
final class ChartImage {

    static final int WIDTH = 480;
    static final int HEIGHT = 160;

    private static final int LEFT = 56;
    private static final int RIGHT = 12;
    private static final int TOP = 26;
    private static final int BOTTOM = 22;
    private static final Color LINE = new Color(0x1f6feb);
    private static final Color AXIS = new Color(0x8c959f);
    private static final Color TEXT = new Color(0x24292f);

    private ChartImage() {}

    static byte[] png(Chart chart) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            draw(graphics, chart);
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static void draw(Graphics2D graphics, Chart chart) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(AXIS);
        graphics.drawLine(LEFT, TOP, LEFT, HEIGHT - BOTTOM);
        graphics.drawLine(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
        labels(graphics, chart);
        graphics.setColor(LINE);
        graphics.setStroke(new BasicStroke(2f));
        graphics.draw(line(chart));
    }

    private static void labels(Graphics2D graphics, Chart chart) {
        graphics.setColor(TEXT);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 12));
        graphics.drawString(chart.title(), LEFT, TOP - 10);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
        graphics.drawString(chart.number(chart.most()), 4, TOP + 8);
        graphics.drawString(chart.number(chart.least()), 4, HEIGHT - BOTTOM);
        graphics.drawString(Math.round(chart.seconds()) + " s", WIDTH - RIGHT - 40, HEIGHT - 8);
    }

    private static Path2D line(Chart chart) {
        Path2D path = new Path2D.Double();
        double before = 0;
        for (int i = 0; i < chart.points().size(); i++) {
            Chart.Point point = chart.points().get(i);
            double x = LEFT + (WIDTH - LEFT - RIGHT) * (chart.seconds() == 0 ? 0 : point.seconds() / chart.seconds());
            double range = chart.most() - chart.least();
            double y = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (range == 0 ? 0.5 : (point.value() - chart.least()) / range);
            if (i == 0) {
                path.moveTo(x, y);
            } else if (chart.steps()) {
                path.lineTo(x, before);
            }
            path.lineTo(x, y);
            before = y;
        }
        return path;
    }
}
